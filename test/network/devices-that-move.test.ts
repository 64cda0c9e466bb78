import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inANetworkOfItsOwn } from '../helpers/a-network.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

// Real machines on a real bridge, in a network namespace that exists only here: the kernel's own neighbour table says who has which address.
it('a grant follows the phone by its MAC address, and never hits who takes its old address', {
  timeout: 90_000,
}, async () => {
  const seen = await inANetworkOfItsOwn(join(import.meta.dirname, 'devices-that-move.ts'), [
    temporaryFolder(),
    '127.0.0.1:5399',
  ])
  expect(seen).toEqual([
    { what: 'the phone with a grant', value: '198.51.100.7' },
    { what: 'the same phone, a site that is closed', value: '' },
    { what: 'the phone under a new address', value: '198.51.100.7' },
    { what: 'another phone under the old address', value: '' },
  ])
})
