import { version } from '../product.ts'

/** Prints the version. */
export async function run(): Promise<number> {
  console.log(version)
  return 0
}
