import { describe } from 'vitest'
import { checkClause } from './check-clause.ts'

describe('NL-4: no hacking or unauthorised access', async () => {
  await checkClause('NL-4')
})
