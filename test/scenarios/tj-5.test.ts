import { describe } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'

describe('TJ-5: no racist, discriminating, insulting or offensive sites', () => {
  checkLines(tjongeling, 'TJ-5')
})
