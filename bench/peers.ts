import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { start } from './children.ts'
import type { Work } from './names.ts'
import { freePort } from './ports.ts'
import type { Server } from './product.ts'
import { secondsUntil } from './ready.ts'

/** Where peers are made ready. */
interface Place {
  readonly folder: string
  readonly work: Work
  readonly upstream: number
  readonly probe: { readonly listed: string; readonly open: string }
}

type Recipe = (place: Place, port: number) => readonly [program: string, ...words: string[]]

/** How each peer is tuned for the same work: one thread, the same names, the same upstream, a cache that holds the mix. */
const recipes: Readonly<Record<string, Recipe>> = { unbound, dnsdist }

/** Starts a peer and waits until it answers rightly; undefined where it is not installed. */
export async function startPeer(name: string, place: Place): Promise<Server | undefined> {
  const recipe = recipes[name]
  if (recipe === undefined) throw new Error(`there is no peer "${name}"; there are: ${Object.keys(recipes).join(', ')}`)
  if (!isInstalled(name)) return undefined
  const port = await freePort()
  const [program, ...words] = recipe(place, port)
  const began = performance.now()
  const child = start(program, words, join(place.folder, `${name}.log`))
  const ready = await secondsUntil(port, began, place.probe, child).catch((error: Error) => {
    throw new Error(`${name}: ${error.message}`)
  })
  return { name, port, child, ready }
}

/** The version that a program says it has; undefined where it is not installed. */
export function versionOf(program: string): string | undefined {
  const flag = program === 'unbound' ? '-V' : program === 'dnsperf' ? '-h' : '--version'
  if (!isInstalled(program)) return undefined
  const said = execFileSync(program, [flag], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 })
  return /\d+\.\d+(\.\d+)*/.exec(said)?.[0]
}

const isInstalled = (program: string): boolean =>
  ['/usr/bin', '/usr/sbin', '/usr/local/bin'].some((folder) => existsSync(join(folder, program)))

function unbound({ folder, work, upstream }: Place, port: number): ReturnType<Recipe> {
  const zone = join(folder, 'rpz.zone')
  const lines = ['$TTL 300', '@ SOA localhost. root.localhost. 1 3600 600 86400 300', '@ NS localhost.']
  for (const name of work.names) lines.push(`${name} CNAME .`, `*.${name} CNAME .`)
  writeFileSync(zone, `${lines.join('\n')}\n`)
  const settings = join(folder, 'unbound.conf')
  writeFileSync(
    settings,
    `server:
  interface: 127.0.0.1@${port}
  username: ""
  chroot: ""
  directory: "${folder}"
  pidfile: ""
  num-threads: 1
  do-daemonize: no
  do-not-query-localhost: no
  access-control: 127.0.0.0/8 allow
  module-config: "respip iterator"
  use-syslog: no
  verbosity: 0
  so-rcvbuf: 4m
  msg-cache-size: 64m
  rrset-cache-size: 128m
rpz:
  name: rpz.block
  zonefile: ${zone}
forward-zone:
  name: "."
  forward-addr: 127.0.0.1@${upstream}
`,
  )
  return ['unbound', '-c', settings]
}

function dnsdist({ folder, work, upstream }: Place, port: number): ReturnType<Recipe> {
  const settings = join(folder, 'dnsdist.lua')
  writeFileSync(
    settings,
    `setUDPMultipleMessagesVectorSize(64)
setLocal("127.0.0.1:${port}")
newServer({address="127.0.0.1:${upstream}"})
getPool(""):setCache(newPacketCache(100000))
listed = newSuffixMatchNode()
for line in io.lines("${work.list}") do listed:add(newDNSName(line)) end
addAction(SuffixMatchNodeRule(listed), RCodeAction(DNSRCode.NXDOMAIN))
setSecurityPollSuffix("")
`,
  )
  return ['dnsdist', '-C', settings, '--supervised']
}
