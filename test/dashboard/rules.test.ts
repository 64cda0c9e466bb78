import { describe, expect, it } from 'vitest'
import { aDashboard } from './a-dashboard.ts'

const text = async (response: Response | Promise<Response>) => await (await response).text()

async function atTheRules() {
  const school = await aDashboard()
  const coordinator = await school.signedIn(['coordinator'])
  return {
    ...school,
    coordinator,
    rules: () => school.app.school.policy().rules,
    page: (path: string) => text(coordinator.get(path)),
  }
}
const wish = { state: 'closed', target: 'platform:maps', group: ['pupils'], when: ['lesson'] }

describe('the rules', () => {
  it('are read for one group, always closed first, and by clause with those of none', async () => {
    const { page } = await atTheRules()
    const pupils = await page('/rules?group=pupils')
    const order = [
      'Always closed',
      'adult sites',
      'Undress',
      '>Closed<',
      'Social media',
      '>in lessons<',
      'What is not here is open.',
    ]
    expect(order.map((part) => pupils.indexOf(part) >= 0)).toEqual(order.map(() => true))
    expect(order.map((part) => pupils.indexOf(part, pupils.indexOf('<main')))).toEqual(
      order.map((part) => pupils.indexOf(part, pupils.indexOf('<main'))).toSorted((a, b) => a - b),
    )
    expect(await page('/rules?group=guests')).toContain('There are no rules for this device group yet.')
    const clauses = await page('/rules?by=clause')
    expect(clauses).toContain('No social media in lessons.')
    expect(clauses).toContain('Closed: Social media, in lessons. For: pupils.')
  })

  it('are added only after a look at what they change, and nothing is saved by looking', async () => {
    const { coordinator, rules, app, page } = await atTheRules()
    const looked = await text(coordinator.post('/rules/rule', { ...wish, do: 'preview' }))
    expect(looked).toMatch(/This is what changes[\s\S]*Now[\s\S]*Closes:[\s\S]*Maps[\s\S]*value="save"/)
    // What was chosen is still chosen.
    expect(looked).toMatch(/value="platform:maps" selected/)
    expect([rules().length, app.school.revision()]).toEqual([4, 1])
    const saved = await coordinator.post('/rules/rule', { ...wish, clause: 'X-1', do: 'save', seen: '1' })
    expect(saved.headers.get('location')).toBe('/rules?group=pupils&done=saved')
    expect(rules().at(-1)).toMatchObject({ id: 'close-maps', clause: 'X-1', when: ['lesson'], locked: false })
    expect(await page('/rules/rule?id=close-maps')).toMatch(/value="platform:maps" selected/)
  })

  it('show only the preview to a page that asks for a part', async () => {
    const { coordinator } = await atTheRules()
    const part = await text(coordinator.post('/rules/rule', wish, { 'hx-request': 'true' }))
    expect(part).toMatch(/^<section id="preview"/)
    const refused = await text(coordinator.post('/rules/rule', { ...wish, group: [] }, { 'hx-request': 'true' }))
    expect(refused).toMatch(/^<div id="preview"[\s\S]*No devices were chosen\. Choose at least one/)
  })

  it('say when nothing would change', async () => {
    const { coordinator } = await atTheRules()
    const same = { ...wish, target: 'platform:chatter' }
    expect(await text(coordinator.post('/rules/rule', { ...same, do: 'preview' }))).toContain(
      'Nothing changes in what is open',
    )
  })

  it.each([
    ['nothing to close', { target: '' }, 'It was not chosen yet what the rule is about.'],
    ['no group', { group: [] }, 'No devices were chosen.'],
    ['no time', { when: [] }, 'No time was chosen yet.'],
    ['a time that is none', { when: ['never'] }, 'No time was chosen yet.'],
    ['a site that is none', { site: 'a b' }, 'A rule cannot be about that'],
    ['a group that is not there', { group: ['nobody'] }, 'unknown group'],
    ['a clause that is not there', { clause: 'X-9' }, 'unknown clause'],
  ])('are refused with %s', async (_, change, problem) => {
    const { coordinator, rules } = await atTheRules()
    const refused = await coordinator.post('/rules/rule', { ...wish, ...change, do: 'save', seen: '1' })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining(problem)])
    expect(rules()).toHaveLength(4)
  })

  it('take a site that is typed before what is chosen, "always" before other times, and no lock on what is open', async () => {
    const { coordinator, rules } = await atTheRules()
    const typed = {
      ...wish,
      state: 'open',
      site: 'https://www.Wiki.example/x',
      when: ['lesson', 'always'],
      locked: 'on',
    }
    await coordinator.post('/rules/rule', { ...typed, do: 'save', seen: '1' })
    expect(rules().at(-1)).toMatchObject({
      ...{ target: { kind: 'site', name: 'www.wiki.example' }, state: 'open', when: 'always', locked: false },
    })
  })

  it('are removed after a look, and moved past their neighbours', async () => {
    const { coordinator, rules, page } = await atTheRules()
    const look = await page('/rules/remove?id=social')
    expect(look).toMatch(/Remove this rule\?[\s\S]*Opens:[\s\S]*Chatter/)
    await coordinator.post('/rules/move', { id: 'undress', before: 'adult', group: 'pupils', seen: '1' })
    expect(rules().map(({ id }) => id)).toEqual(['undress', 'adult', 'social', 'phones'])
    await coordinator.post('/rules/move', { id: 'undress', before: '', group: 'pupils', seen: '2' })
    expect(rules().at(-1)?.id).toBe('undress')
    expect((await coordinator.post('/rules/remove', { id: 'social', seen: '3' })).status).toBe(303)
    expect(rules().map(({ id }) => id)).toEqual(['adult', 'phones', 'undress'])
    expect((await coordinator.post('/rules/remove', { id: 'social', seen: '4' })).status).toBe(404)
    expect((await coordinator.get('/rules/rule?id=nope')).status).toBe(404)
  })

  it('are refused where another person changed the same rule meanwhile', async () => {
    const { coordinator, signedIn, page } = await atTheRules()
    const bob = await signedIn(['coordinator'])
    expect(await page('/rules/rule?id=social')).toContain('name="seen" value="1"')
    const change = { ...wish, id: 'social', target: 'set:social-media', do: 'save', seen: '1' }
    expect((await bob.post('/rules/rule', { ...change, when: ['break'] })).status).toBe(303)
    const late = await coordinator.post('/rules/rule', { ...change, when: ['always'] })
    expect([late.status, await late.text()]).toEqual([422, expect.stringContaining('Someone else has changed this')])
  })
})

describe('the sets', () => {
  it('are told with their apps, made of a kind of the catalogue, and changed app by app', async () => {
    const { coordinator, app, page } = await atTheRules()
    expect(await page('/rules/sets')).toMatch(/Social media[\s\S]*Chatter, Clips[\s\S]*in 1 rule · and all like them/)
    const made = { nl: 'Kaarten', 'p-maps': 'in', 'p-clips': 'not', alike: 'on', seen: '1' }
    await coordinator.post('/rules/set', made)
    expect(app.school.policy().sets[1]).toEqual({
      ...{
        id: 'kaarten',
        name: { nl: 'Kaarten', en: 'Kaarten' },
        platforms: ['maps'],
        andAllLikeThem: true,
        not: ['clips'],
      },
    })
    await coordinator.post('/rules/set', {
      id: 'social-media',
      nl: 'Sociaal',
      en: 'Social',
      'p-maps': 'in',
      'p-clips': 'not',
      seen: '2',
    })
    expect(app.school.policy().sets[0]).toMatchObject({
      id: 'social-media',
      platforms: ['maps'],
      andAllLikeThem: false,
    })
    const used = await coordinator.post('/rules/set/remove', { id: 'social-media', seen: '3' })
    expect([used.status, await used.text()]).toEqual([422, expect.stringContaining('still in use')])
    expect((await coordinator.post('/rules/set/remove', { id: 'kaarten', seen: '3' })).status).toBe(303)
  })

  it('refuse one without a name, and keep what was chosen', async () => {
    const { coordinator } = await atTheRules()
    const refused = await coordinator.post('/rules/set', { nl: ' ', 'p-maps': 'in', seen: '1' })
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringMatching(/There is no name yet[\s\S]*name="p-maps"[\s\S]*?value="in" selected/),
    ])
    expect((await coordinator.get('/rules/set?id=nope')).status).toBe(404)
  })
})

describe('the clauses', () => {
  it('are pasted, looked at, and taken over one by one; the other language keeps its own words', async () => {
    const { coordinator, app } = await atTheRules()
    const pasted =
      'Voorwoord\n1.1 Geen telefoons.\nOok niet in de pauze.\nX-1: Geen sociale media.\nArtikel 4, lid 2: Wees aardig.'
    const look = await text(coordinator.post('/rules/clauses', { text: pasted, language: 'nl' }))
    expect(look).toMatch(/Geen telefoons\. Ook niet in de pauze\.[\s\S]*X-1[\s\S]*changed[\s\S]*Artikel 4, lid 2/)
    expect(look).toMatch(/1 line does not begin with a number[\s\S]*Voorwoord/)
    expect(app.school.revision()).toBe(1)
    const take = { text: pasted, language: 'nl', do: 'save', take: ['1.1', 'X-1'], seen: '1' }
    expect((await coordinator.post('/rules/clauses', take)).status).toBe(303)
    expect(app.school.policy().clauses).toEqual({
      'X-1': { nl: 'Geen sociale media.', en: 'Geen sociale media.' },
      'X-2': { nl: 'Nothing indecent.', en: 'Nothing indecent.' },
      '1.1': { nl: 'Geen telefoons. Ook niet in de pauze.', en: 'Geen telefoons. Ook niet in de pauze.' },
    })
    await coordinator.post('/rules/clause', {
      id: '1.1',
      nl: 'Geen telefoons.',
      en: 'No phones.',
      rule: ['phones'],
      seen: '2',
    })
    await coordinator.post('/rules/clauses', { ...take, text: '1.1 Telefoons weg.', take: ['1.1'], seen: '4' })
    expect(app.school.policy().clauses['1.1']).toEqual({ nl: 'Telefoons weg.', en: 'No phones.' })
  })

  it('are laid to rules and taken off them, and one without words goes once it is on none', async () => {
    const { coordinator, app } = await atTheRules()
    const carrying = () =>
      app.school
        .policy()
        .rules.filter(({ clause }) => clause === 'X-1')
        .map(({ id }) => id)
    await coordinator.post('/rules/clause', { id: 'X-1', nl: 'A', en: 'A', rule: ['adult', 'phones'], seen: '1' })
    expect(carrying()).toEqual(['adult', 'phones'])
    const used = await coordinator.post('/rules/clause', { id: 'X-1', nl: '', en: '', rule: ['adult'], seen: '4' })
    expect([used.status, await used.text()]).toEqual([422, expect.stringContaining('unknown clause')])
    const gone = await coordinator.post('/rules/clause', { id: 'X-1', nl: '', en: '', seen: '5' })
    expect([gone.status, carrying(), Object.keys(app.school.policy().clauses)]).toEqual([303, [], ['X-2']])
    expect((await coordinator.get('/rules/clause?id=X-1')).status).toBe(404)
    expect((await coordinator.get('/rules/clause?id=constructor')).status).toBe(404)
  })

  it('refuse a text without a number, and keep it', async () => {
    const { coordinator } = await atTheRules()
    const refused = await coordinator.post('/rules/clauses', { text: 'Wees <b>aardig</b>.', language: 'nl' })
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringMatching(/no clause with a number[\s\S]*Wees &lt;b&gt;aardig&lt;\/b&gt;\.<\/textarea>/),
    ])
  })
})
