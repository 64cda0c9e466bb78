import { describe } from 'vitest'
import { checkLines } from './check-protocol.ts'
import { som } from './som-expectations.ts'

describe('SOM-1: staff share what they know on X, LinkedIn, Facebook, Instagram and YouTube, all day', () => {
  checkLines(som, 'SOM-1')
})
