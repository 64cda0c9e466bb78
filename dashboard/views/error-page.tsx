import type { View } from '../env.ts'
import { Layout } from './layout.tsx'

const numbers = { forbidden: '403', refused: '403', missing: '404', broken: '500', tooBig: '413', full: '507' } as const

/** What went wrong, as a page. */
export type ErrorKind = keyof typeof numbers

/** A page that says what went wrong and leads back. */
export function ErrorPage({ view, kind }: { readonly view: View; readonly kind: ErrorKind }) {
  const { errors } = view.t
  return (
    <Layout view={view} title={errors[`${kind}Title`]}>
      <div class="card-panel mx-auto max-w-lg text-center">
        <p class="font-mono text-6xl font-bold text-primary" aria-hidden="true">
          {numbers[kind]}
        </p>
        <h1 class="mt-3 text-2xl font-bold">{errors[`${kind}Title`]}</h1>
        <p class="mt-2 text-muted">{errors[kind]}</p>
        <a href="/" class="btn btn-primary mt-6">
          {errors.home}
        </a>
      </div>
    </Layout>
  )
}
