# Builds and runs Rooster. Each step is an ordinary command, so it can be followed by hand.
FROM node:24-bookworm-slim AS build
# The batched sockets are compiled here; the image that runs needs no compiler.
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /rooster
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:24-bookworm-slim
# The neighbour table of IPv6 is read with `ip`.
RUN apt-get update && apt-get install -y --no-install-recommends iproute2 && rm -rf /var/lib/apt/lists/* \
 && mkdir /data && chown node:node /data
WORKDIR /rooster
COPY --from=build /rooster/package.json ./
COPY --from=build /rooster/node_modules ./node_modules
COPY --from=build /rooster/dist ./dist
COPY --from=build /rooster/blocklists ./blocklists
COPY --from=build /rooster/config ./config
USER node
ENV ROOSTER_DATA=/data ROOSTER_DNS=0.0.0.0:5300 ROOSTER_WEB=0.0.0.0:8443 NODE_ENV=production MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072
VOLUME /data
EXPOSE 5300/udp 5300/tcp 8443/tcp
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["node", "dist/rooster.js", "healthcheck"]
ENTRYPOINT ["node", "dist/rooster.js"]
CMD ["serve"]
