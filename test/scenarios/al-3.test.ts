import { describe } from 'vitest'
import { albero } from './albero-expectations.ts'
import { checkLines } from './check-protocol.ts'

describe('AL-3: no sites below our standards of decency', () => {
  checkLines(albero, 'AL-3')
})
