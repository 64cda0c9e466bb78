import { describe } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'

describe('TJ-3: nothing that does harm to people or institutions', () => {
  checkLines(tjongeling, 'TJ-3')
})
