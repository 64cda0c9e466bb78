import { describe } from 'vitest'
import { agreement } from './agreement-expectations.ts'
import { checkLines } from './check-protocol.ts'

describe('LA-1: phones, tablets and watches of pupils are not used in class', () => {
  checkLines(agreement, 'LA-1')
})
