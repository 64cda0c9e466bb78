import { describe } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'

describe('TJ-6: no unauthorised access to sources that are not public, for anyone', () => {
  checkLines(tjongeling, 'TJ-6')
})
