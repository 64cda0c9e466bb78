import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inANetworkOfItsOwn } from '../helpers/a-network.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

it('a box whose addresses come and go is asked at those that it has', { timeout: 90_000 }, async () => {
  const seen = await inANetworkOfItsOwn(join(import.meta.dirname, 'addresses-come-and-go.ts'), [temporaryFolder()])
  expect(seen).toEqual([
    { what: 'at first', value: 'closed' },
    { what: 'at the new address', value: 'closed' },
    { what: 'on the loopback all the while', value: 'closed' },
    { what: 'at the old one, which is back', value: 'closed' },
    { what: 'on another interface', value: 'closed' },
  ])
})
