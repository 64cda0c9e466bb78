import type { Refusal } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Form } from './field.tsx'
import { Layout } from './layout.tsx'
import { ProblemNotice } from './notice.tsx'
import { Name } from './words.tsx'

interface Props {
  readonly view: View
  readonly name: string
  /** How many digits the PIN has: with the last one the form sends itself. */
  readonly digits: number
  readonly to: string
  readonly problem: Refusal | undefined
}

/** Asks whom the device remembers for the PIN, and nothing else. */
export function PinPage({ view, name, digits, to, problem }: Props) {
  const { pin } = view.t.teaching
  const byPassword = `/sign-in?password&to=${encodeURIComponent(to)}`
  return (
    <Layout view={view} title={view.t.signIn.title} bare>
      <div class="card-panel">
        <h1 class="text-2xl font-bold tracking-tight">
          <Name>{pin.hello(name)}</Name>
        </h1>
        <p class="mt-1 mb-4 text-muted">{pin.lead}</p>
        <ProblemNotice view={view} problem={problem} />
        <Form action="/pin">
          <input type="hidden" name="to" value={to} />
          <label class="field">
            <span class="field-label">{pin.label}</span>
            <input
              class="input pin-field"
              type="password"
              name="pin"
              inputmode="numeric"
              autocomplete="off"
              pattern="[0-9]*"
              maxlength={digits}
              data-digits={digits}
              required
              autofocus
            />
          </label>
          <button type="submit" class="btn btn-primary btn-lg">
            {pin.submit}
          </button>
        </Form>
        <div class="mt-4 flex flex-col gap-2">
          <a href={byPassword} class="link-row">
            {pin.byPassword}
          </a>
          <Form action="/pin/forget" class="contents">
            <button type="submit" class="link-row text-start">
              {pin.notMe}
            </button>
          </Form>
        </div>
      </div>
    </Layout>
  )
}
