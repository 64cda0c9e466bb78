import { describe } from 'vitest'
import { checkClause } from './check-clause.ts'

describe('NL-5: no made-up sender', async () => {
  await checkClause('NL-5')
})
