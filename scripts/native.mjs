// Compiles the batched sockets where there is a C compiler. Without one the program uses Node's own sockets, which cost more a question.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const source = 'native/udp-batch.c'

/** Compiles into `target`. Returns false where there is no compiler, no headers of this Node, or another system than Linux. */
export function buildNative(target, more = []) {
  const headers = headersOfNode()
  if (process.platform !== 'linux' || headers === undefined) return false
  const options = ['-O2', '-Wall', '-Wextra', '-Werror', '-Wno-unused-parameter', '-shared', '-fPIC', ...more]
  const done = spawnSync('cc', [...options, '-I', headers, '-o', target, source], { encoding: 'utf8' })
  if (done.error?.code === 'ENOENT') return false
  if (done.status !== 0) throw new Error(`${source} does not compile:\n${done.stderr}`)
  return true
}

/** The folder with `node_api.h`: beside the binary, in the package that brought it or in an installation of Node. */
function headersOfNode() {
  const folders = [
    join(dirname(process.execPath), '..', 'include', 'node'),
    join('node_modules', `node-linux-${process.arch}`, 'include', 'node'),
  ]
  return folders.find((folder) => existsSync(join(folder, 'node_api.h')))
}
