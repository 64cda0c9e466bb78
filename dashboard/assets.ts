import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import type { Env } from './env.ts'

/** The files that the pages load, held in memory. */
export interface Assets {
  /** The address of a file, with its content's hash: it may be kept for ever. Throws on a file that is not there. */
  readonly address: (file: string) => string
  readonly routes: Hono<Env>
}

interface Asset {
  readonly version: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly zipped: Uint8Array<ArrayBuffer>
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** Reads the folder that `scripts/assets.mjs` wrote. Throws where it is missing or lacks a file. */
export function readAssets(folder: string): Assets {
  const files = new Map(readdirSync(folder).map((file) => [file, readAsset(join(folder, file))]))
  const address = (file: string) => {
    const asset = files.get(file)
    if (!asset) throw new Error(`${join(folder, file)}: the file is missing; run "npm run build"`)
    return `/assets/${file}?v=${asset.version}`
  }

  const routes = new Hono<Env>()
  routes.get('/assets/:file', (c) => {
    const asset = files.get(c.req.param('file'))
    if (!asset) return c.text('There is no such file.', 404)
    const lasting = c.req.query('v') === asset.version
    c.header('Content-Type', asset.type)
    c.header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    c.header('Vary', 'Accept-Encoding')
    if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(asset.bytes)
    c.header('Content-Encoding', 'gzip')
    return c.body(asset.zipped)
  })
  return { address, routes }
}

function readAsset(path: string): Asset {
  const bytes = new Uint8Array(readFileSync(path))
  return {
    version: createHash('sha256').update(bytes).digest('base64url').slice(0, 12),
    type: types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    bytes,
    zipped: new Uint8Array(gzipSync(bytes)),
  }
}
