import { describe } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { tjongeling } from './tjongeling-expectations.ts'

describe('TJ-4: nothing that makes the wireless network worse for others: streaming and large downloads stay closed in lessons', () => {
  checkLines(tjongeling, 'TJ-4')
})
