import { describe } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'

describe('TJ-7: no anonymous messages and none under a made-up name, for anyone', () => {
  checkLines(tjongeling, 'TJ-7')
})
