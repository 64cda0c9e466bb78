import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AResolver } from '../helpers/a-resolver.ts'
import { aResolver } from '../helpers/a-resolver.ts'
import { addressIn, categoriesOf, lankforst, shipped } from '../helpers/lankforst.ts'

// What the makers publish, written down apart from `blocklists/restricted.yaml`.

/** The country domains of google.com/supported_domains, behind `www.google.`. */
const google = `
  com ad ae com.af com.ag com.ai al am co.ao com.ar as at com.au az ba com.bd be bf bg com.bh bi bj com.bn com.bo
  com.br bs bt co.bw by com.bz ca cd cf cg ch ci co.ck cl cm cn com.co co.cr com.cu cv com.cy cz de dj dk dm
  com.do dz com.ec ee com.eg es com.et fi com.fj fm fr ga ge gg com.gh com.gi gl gm gr com.gt gy com.hk hn hr ht
  hu co.id ie co.il im co.in iq is it je com.jm jo co.jp co.ke com.kh ki kg co.kr com.kw kz la com.lb li lk co.ls
  lt lu lv com.ly co.ma md me mg mk ml com.mm mn ms com.mt mu mv mw com.mx com.my co.mz com.na com.ng com.ni ne nl
  no com.np nr nu co.nz com.om com.pa com.pe com.pg com.ph com.pk pl pn com.pr ps pt com.py com.qa ro ru rw com.sa
  com.sb sc se com.sg sh si sk com.sl sn so sm sr st com.sv td tg co.th com.tj tl tm tn to com.tr tt com.tw co.tz
  com.ua co.ug co.uk com.uy co.uz com.vc co.ve vg co.vi com.vn vu ws rs co.za co.zm co.zw cat
`
  .trim()
  .split(/\s+/)
  .map((country) => `www.google.${country}`)

/** A name to ask for, and the twin that its maker names for schools. */
const engines: readonly (readonly [maker: string, names: readonly string[], twin: string])[] = [
  ['Google, in every country', google, 'forcesafesearch.google.com'],
  ['Bing', ['www.bing.com'], 'strict.bing.com'],
  ['DuckDuckGo', ['duckduckgo.com', 'www.duckduckgo.com', 'start.duckduckgo.com'], 'safe.duckduckgo.com'],
  ['Ecosia', ['www.ecosia.org'], 'strict-safe-search.ecosia.org'],
  ['Brave', ['search.brave.com'], 'forcesafe.search.brave.com'],
  ['Pixabay', ['pixabay.com', 'www.pixabay.com'], 'safesearch.pixabay.com'],
]
const youtube = [
  'www.youtube.com',
  'm.youtube.com',
  'youtubei.googleapis.com',
  'youtube.googleapis.com',
  'www.youtube-nocookie.com',
]

describe('restricted.yaml', () => {
  it('is about as long as what Google publishes', () => expect(google.length).toBeGreaterThanOrEqual(187))

  it.each(engines)('has every name of %s, with the twin that is published', (_, names, twin) => {
    const engine = shipped.restricted.safeSearch.find(({ target }) => target === twin)
    expect(names.filter((name) => !engine?.names.some((known) => known === name))).toEqual([])
  })

  it('has the names of YouTube that its maker lists, and no others', () => {
    const { names, strict, moderate } = shipped.restricted.youtube
    expect([...names].sort()).toEqual([...youtube].sort())
    expect([strict, moderate]).toEqual(['restrict.youtube.com', 'restrictmoderate.youtube.com'])
  })

  it('sends no name to two twins, and no twin on to another', () => {
    const all = shipped.restricted.safeSearch.flatMap(({ names }) => names)
    const twins = shipped.restricted.safeSearch.map(({ target }) => target)
    expect(new Set(all).size).toBe(all.length)
    expect(twins.filter((twin) => all.includes(twin))).toEqual([])
  })

  it('has no name that is closed as one that cannot be restricted', () => {
    const { safeSearch, youtube: clips } = shipped.restricted
    const pairs = [...safeSearch, { target: clips.strict, names: clips.names }]
    expect(pairs.flatMap(({ names }) => names.filter((name) => listed(name)))).toEqual([])
  })
})

describe('over sockets, for every name', () => {
  let school: AResolver
  beforeAll(async () => {
    const groups = lankforst.groups.map((group) =>
      group.id === 'pupils' ? { ...group, safeSearch: true, youtube: 'strict' as const } : group,
    )
    school = await aResolver({ at: '2026-11-28T10:00', policy: { ...lankforst, groups } })
  })
  afterAll(() => school.close())

  it.each([...engines, ['YouTube', youtube, 'restrict.youtube.com'] as const])(
    '%s: addresses are those of the twin, and HTTPS and SVCB have no data',
    async (_, names, twin) => {
      for (const [i, name] of names.entries()) {
        // Each from a device of its own: one device that asks all of them at once would be slowed down.
        const from = addressIn('pupils', i + 1)
        const { data } = await school.ask(name, { from })
        expect([name, data.length > 1, data[0]]).toEqual([name, true, twin])
        for (const type of ['HTTPS', 'UNKNOWN_64'] as const) {
          const reply = await school.ask(name, { from, type: type as 'HTTPS' })
          expect([name, type, reply.rcode, reply.data]).toEqual([name, type, 'NOERROR', []])
        }
      }
    },
  )
})

const listed = (name: Parameters<typeof categoriesOf>[0]) => categoriesOf(name).includes('search-unrestricted')
