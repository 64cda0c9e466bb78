import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { smallBuffer } from '../../src/server/small-buffer.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const nobody = 'Name:\tnode\nCapInh:\t0000000000000000\nCapEff:\t0000000000000400\n'
const root = nobody.replace('0000000000000400', '000001ffffffffff')

it.each([
  [
    'the default of Linux is too little for a school',
    '212992\n',
    nobody,
    /212992 bytes.*90-rooster\.conf.*sysctl --system/,
  ],
  ['who only tries it on one machine needs no more', '212992\n', nobody, undefined, '127.0.0.1'],
  ['what the product brings is enough', '4194304\n', nobody, undefined],
  ['who may go beyond it needs no more', '212992\n', root, undefined],
  ['a system that says nothing is not warned of', '', '', undefined],
])('%s', (_, most, ourselves, warning, address = '10.0.0.2') => {
  const folder = temporaryFolder()
  const files = { most: join(folder, 'rmem_max'), ourselves: join(folder, 'status') }
  writeFileSync(files.most, most)
  writeFileSync(files.ourselves, ourselves)
  const said = smallBuffer([{ address, port: 53 }], files)
  if (warning) expect(said).toMatch(warning)
  else expect(said).toBeUndefined()
})

it('reads this system without harm', () => expect(() => smallBuffer([{ address: '0.0.0.0', port: 53 }])).not.toThrow())
