import { describe } from 'vitest'
import { checkClause } from './check-clause.ts'

describe('NL-6: no AI pictures of pupils or staff without consent', async () => {
  await checkClause('NL-6')
})
