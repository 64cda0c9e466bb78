import { describe } from 'vitest'
import { albero } from './albero-expectations.ts'
import { checkLines } from './check-protocol.ts'

describe('AL-4: no made-up sender, for pupils and staff', () => {
  checkLines(albero, 'AL-4')
})
