import { boardEndpoints } from './board.ts'
import { boxEndpoints } from './box.ts'
import { decidingEndpoints } from './deciding.ts'
import type { Endpoint } from './endpoint.ts'
import { incidentEndpoints } from './incidents.ts'
import { keepingEndpoints } from './keeping.ts'
import { lessonEndpoints } from './lessons.ts'
import { listEndpoints } from './lists.ts'
import { makingEndpoints } from './making.ts'
import { measureEndpoints } from './measures.ts'
import { policyEndpoints } from './policy.ts'
import { readingEndpoints } from './reading.ts'
import { recordEndpoints } from './record.ts'
import { rulingEndpoints } from './ruling.ts'
import { runningEndpoints } from './running.ts'
import { schoolEndpoints } from './school.ts'

/** Below this lies the whole of it. */
export const apiRoot = '/api/v1'

/** Everything that a program can do. */
export const endpoints: readonly Endpoint[] = [
  ...readingEndpoints,
  ...listEndpoints,
  ...boardEndpoints,
  ...lessonEndpoints,
  ...decidingEndpoints,
  ...keepingEndpoints,
  ...makingEndpoints,
  ...policyEndpoints,
  ...runningEndpoints,
  ...measureEndpoints,
  ...incidentEndpoints,
  ...recordEndpoints,
  ...rulingEndpoints,
  ...schoolEndpoints,
  ...boxEndpoints,
]

/** An endpoint's route as the server and the access table name it. */
export const routeOf = ({ method, path }: Endpoint): string =>
  `${method} ${apiRoot}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
