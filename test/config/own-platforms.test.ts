import { describe, expect, it } from 'vitest'
import { writePolicy } from '../../src/config/policy-file.ts'
import { problemsOf, read, start } from './a-policy.ts'

const withPlatforms = (yaml: string) => `${start}platforms:\n${yaml}`

describe('the platforms of a school', () => {
  it('are read, and written back the same', () => {
    const policy = read(
      withPlatforms(`
  novum: { name: Novum, sets: [social-media, fun], names: [novum.example, Novum-CDN.example], library: [embed.novum.example] }
  instagram: { names: [instagram.example], not: [ig.me], sets: [video] }
  facebook: { names: [new.fbcdn.net], shared-with: [instagram, messenger, threads] }
`),
    )
    expect(policy.platforms).toEqual([
      {
        id: 'novum',
        name: 'Novum',
        sets: ['social-media', 'fun'],
        names: ['novum.example', 'novum-cdn.example'],
        library: ['embed.novum.example'],
        not: [],
        sharedWith: [],
      },
      { id: 'instagram', sets: ['video'], names: ['instagram.example'], library: [], not: ['ig.me'], sharedWith: [] },
      {
        id: 'facebook',
        names: ['new.fbcdn.net'],
        library: [],
        not: [],
        sharedWith: ['instagram', 'messenger', 'threads'],
      },
    ])
    expect(read(writePolicy(policy))).toEqual(policy)
  })

  it('may be named by rules, sets and what is left out of sets', () => {
    const policy = read(`${start.replace('[youtube]', '[youtube, novum], and-all-like-them: true, not: [oudum]')}
platforms:
  novum: { name: Novum, names: [novum.example] }
  oudum: { name: Oudum, names: [oudum.example] }
rules: [{ id: r, for: [pupils], close: 'platform:novum' }]`)
    expect(policy.rules[0]!.target).toEqual({ kind: 'platform', id: 'novum' })
  })

  it.each<readonly [string, string, RegExp]>([
    [
      'an unknown key',
      'novum: { name: N, names: [n.example], extra: 1 }',
      /^platforms\.novum\.extra: there is no such/,
    ],
    ['no name of its own', 'novum: { names: [n.example] }', /^platforms\.novum\.name: the catalogue has no such/],
    ['no names', 'novum: { name: N }', /^platforms\.novum\.names: a platform that is added has a name/],
    [
      'what is no name',
      'novum: { name: N, names: [a..example] }',
      /^platforms\.novum\.names\[0\]: "a\.\.example" is not/,
    ],
    [
      'a public suffix',
      'novum: { name: N, names: [n.example, co.uk] }',
      /names\[1\]: everybody can have a name under co/,
    ],
    ['a private suffix', 'novum: { name: N, names: [github.io] }', /everybody can have a name under github\.io/],
    ['a top-level domain', 'novum: { name: N, names: [com] }', /everybody can have a name under com/],
    ['an essential name', 'novum: { name: N, names: [captive.apple.com] }', /captive\.apple\.com is essential/],
    ['a name below an essential one', 'novum: { name: N, names: [x.time.apple.com] }', /time\.apple\.com is essential/],
    ['a protected name', 'novum: { name: N, names: [magister.net] }', /magister\.net is protected/],
    [
      'an unknown set',
      'novum: { name: N, sets: [socail-media], names: [n.example] }',
      /sets: unknown set "socail-media"; known: .*social-media/,
    ],
    [
      'a name of another platform',
      'novum: { name: N, names: [facebook.com] }',
      /facebook\.com is of facebook; .*shared-with: \[facebook\]/,
    ],
    ['a name below one of another', 'novum: { name: N, names: [new.facebook.com] }', /facebook\.com is of facebook/],
    [
      'a library of another',
      'novum: { name: N, names: [connect.facebook.net] }',
      /connect\.facebook\.net is of facebook/,
    ],
    [
      'half of the owners of a shared name',
      'novum: { name: N, names: [fbcdn.net], shared-with: [facebook] }',
      /fbcdn\.net is of .*instagram/,
    ],
    [
      'a name of another of the school',
      'novum: { name: N, names: [n.example] }\n  alia: { name: A, names: [n.example] }',
      /n\.example is of novum/,
    ],
    [
      'an owner that is not there',
      'novum: { name: N, names: [n.example], shared-with: [facebok] }',
      /shared-with: unknown platform "facebok"/,
    ],
    [
      'itself as another owner',
      'novum: { name: N, names: [n.example], shared-with: [novum] }',
      /unknown platform "novum"/,
    ],
    [
      'taken off what is not there',
      'instagram: { not: [example.org] }',
      /instagram\.not\[0\]: .*no name "example\.org".*instagram\.com/,
    ],
    ['both added and taken off', 'instagram: { names: [ig.me], not: [ig.me] }', /ig\.me is taken off in not: too/],
    ['an id in capitals', 'Novum: { name: N, names: [n.example] }', /Novum/],
  ])('are refused with %s, and told where', (_, yaml, problem) => {
    expect(problemsOf(withPlatforms(`  ${yaml}\n`)).join('\n')).toMatch(problem)
  })

  it('are refused with a name that the school itself calls essential or protected', () => {
    const yaml = `${withPlatforms('  novum: { name: N, names: [a.ours.example, b.ours.example] }\n')}
essential: [a.ours.example]
protected: [b.ours.example]`
    expect(problemsOf(yaml)).toEqual([
      "platforms.novum.names[0]: a.ours.example is essential: no platform's rule reaches it",
      "platforms.novum.names[1]: b.ours.example is protected: no platform's rule reaches it",
    ])
  })

  it('may have a name above an essential one: that stays open all the same', () => {
    expect(problemsOf(withPlatforms('  ours: { name: O, names: [apple.example] }\n'))).toEqual([])
  })

  it('says everything at once', () => {
    const yaml = '  novum: { names: [com, a..b], sets: [nix], shared-with: [nobody] }\n'
    expect(problemsOf(withPlatforms(yaml))).toHaveLength(5)
  })
})

it('a school may name its board and its officer', () => {
  const of = start.replace(
    'type: primary }',
    'type: primary, board: Stichting Voorbeeld, officer: { name: B. de Boer, contact: fg@bestuur.example } }',
  )
  const policy = read(of)
  expect(policy.school).toMatchObject({
    board: 'Stichting Voorbeeld',
    officer: { name: 'B. de Boer', contact: 'fg@bestuur.example' },
  })
  expect(read(writePolicy(policy))).toEqual(policy)
})
