import { describe } from 'vitest'
import { checkClause } from './check-clause.ts'

describe('NL-3: no pornographic, racist, discriminating, insulting or offensive sites', async () => {
  await checkClause('NL-3')
})
