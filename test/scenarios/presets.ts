import { agreement } from './agreement-expectations.ts'
import { albero } from './albero-expectations.ts'
import { mlf } from './mlf-expectations.ts'
import type { Protocol } from './protocol.ts'
import { som } from './som-expectations.ts'
import { tjongeling } from './tjongeling-expectations.ts'

/** What is expected of each preset; Nutsschool Lankforst has its own tests. */
export const protocols: readonly Protocol[] = [tjongeling, mlf, som, albero, agreement]
