import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCatalogue } from './catalogue.ts'
import { packFile, packOf } from './catalogue-pack.ts'

// Run by the build, from the folder that it made.
const folder = join(import.meta.dirname, '..', 'blocklists')
writeFileSync(join(import.meta.dirname, packFile), packOf(readCatalogue(folder), folder))
