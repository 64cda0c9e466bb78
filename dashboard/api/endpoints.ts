import { decidingEndpoints } from './deciding.ts'
import type { Endpoint } from './endpoint.ts'
import { keepingEndpoints } from './keeping.ts'
import { lessonEndpoints } from './lessons.ts'
import { policyEndpoints } from './policy.ts'
import { readingEndpoints } from './reading.ts'

/** Below this lies the whole of it. */
export const apiRoot = '/api/v1'

/** Everything that a program can do. */
export const endpoints: readonly Endpoint[] = [
  ...readingEndpoints,
  ...lessonEndpoints,
  ...decidingEndpoints,
  ...keepingEndpoints,
  ...policyEndpoints,
]

/** An endpoint's route as the server and the access table name it. */
export const routeOf = ({ method, path }: Endpoint): string =>
  `${method} ${apiRoot}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
