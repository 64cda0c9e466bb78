import { constants, PerformanceObserver } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { letGo } from '../../src/threads/let-go.ts'

it('has V8 look through all of the heap soon, on a thread that leaves no garbage', async () => {
  const looked = Promise.withResolvers<number>()
  const observer = new PerformanceObserver((list) => {
    // What is known of an entry of this kind; the types do not have it.
    const entries = list.getEntries() as unknown as readonly { readonly detail: { readonly kind: number } }[]
    for (const { detail } of entries)
      if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) looked.resolve(detail.kind)
  })
  observer.observe({ entryTypes: ['gc'] })
  letGo(0)
  expect(await looked.promise).toBe(constants.NODE_PERFORMANCE_GC_MAJOR)
  observer.disconnect()
})
