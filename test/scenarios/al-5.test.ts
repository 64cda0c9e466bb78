import { describe } from 'vitest'
import { albero } from './albero-expectations.ts'
import { checkLines } from './check-protocol.ts'

describe('AL-5: staff use social media with parents and pupils, all day', () => {
  checkLines(albero, 'AL-5')
})
