import { describe, expect, it } from 'vitest'
import type { Acts } from '../../src/policy/policy.ts'
import { aLesson, worldWith } from './a-world.ts'
import { Compiled } from './world.ts'

const MINUTE = 60_000
const [parked, freed] = [aLesson + 10 * MINUTE, aLesson + 20 * MINUTE]
const parks: Acts['parks'] = [{ id: 'p', from: parked, until: freed, class: '3b' }]
const client = { group: 'pupils', classes: ['3b'] }

describe('a view that is made ahead of its edge', () => {
  it('takes over at the edge, as it was made, and not a millisecond before', () => {
    const views = new Compiled(worldWith([], { parks }))
    const before = views.view(client, aLesson)
    views.lookAhead(aLesson)
    expect(views.view(client, parked - 1)).toBe(before)
    const after = views.view(client, parked + 400)
    expect([before.isClosed, after.isClosed]).toEqual([false, true])
    // Made for the edge itself; one that is made late is made for the moment of the question.
    expect(after.from).toBe(parked)
    expect(views.view(client, freed + 400).from).toBe(freed + 400)
  })

  it('is not used where its own edge has passed meanwhile', () => {
    const views = new Compiled(worldWith([], { parks }))
    views.view(client, aLesson)
    views.lookAhead(aLesson)
    expect(views.view(client, freed).isClosed).toBe(false)
  })

  it('is not made anew for what nobody asked by since the last edge', () => {
    const views = new Compiled(worldWith([], { parks }))
    views.view(client, aLesson)
    views.lookAhead(parked + 1)
    expect(views.view(client, parked + 2).from).toBe(parked + 2)
  })
})
