/** The data folder or a database in it cannot be used. The message says where, what is wrong and what to do; thrown before anything is served. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly path: string
  readonly problem: 'not-writable' | 'damaged' | 'newer' | 'busy'

  constructor(path: string, problem: StorageError['problem'], sentence: string, options?: ErrorOptions) {
    super(`${path}: ${sentence}`, options)
    this.path = path
    this.problem = problem
  }
}
