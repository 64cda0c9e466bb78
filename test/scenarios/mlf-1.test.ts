import { describe } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { mlf } from './mlf-expectations.ts'

describe('MLF-1: the school does not want to forbid social media: they are open in breaks and outside school time', () => {
  checkLines(mlf, 'MLF-1')
})
