import type { Refusal, RememberedDevice } from '../../src/app/app.ts'
import type { View } from '../env.ts'
import { Form, Input, NewPassword, Select } from './field.tsx'
import { Heading, Layout } from './layout.tsx'
import { MailChoice, type MailProps } from './mail-choice.tsx'
import { ProblemNotice } from './notice.tsx'

interface Props {
  readonly view: View
  readonly devices: readonly RememberedDevice[]
  /** Of who can have something by mail. */
  readonly mail: MailProps | undefined
  readonly problem: Refusal | undefined
}

/** The own account. Who came in on a day pass has only a language. */
export function MyAccountPage({ view, devices, mail, problem }: Props) {
  const t = view.t.teaching.account
  const { person } = view
  const isPass = person?.pass !== undefined
  return (
    <Layout view={view} title={t.title}>
      <Heading title={t.title} lead={isPass ? t.passLead : t.lead(person?.name ?? '', person?.login ?? '')} />
      <ProblemNotice view={view} problem={problem} />
      <div class="flex max-w-2xl flex-col gap-5">
        {!isPass && <Pin view={view} devices={devices} />}
        {!isPass && <Password view={view} />}
        {mail && <MailChoice view={view} mail={mail} />}
        <Language view={view} />
      </div>
    </Layout>
  )
}

function Pin({ view, devices }: Pick<Props, 'view' | 'devices'>) {
  const t = view.t.teaching.account
  const isKnown = devices.some(({ isThis }) => isThis)
  return (
    <section class="card-panel" aria-labelledby="pin-heading">
      <h2 id="pin-heading" class="text-lg font-bold">
        {t.pin}
      </h2>
      <p class="mb-3 text-muted">{isKnown ? t.pinOn : t.pinLead}</p>
      <Form action="/account/pin">
        <Login view={view} />
        <Input label={t.current} name="current" type="password" autocomplete="current-password" required />
        <div class="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Input label={t.pinField} name="pin" type="password" inputmode="numeric" maxlength={6} required />
          <Input label={t.pinAgain} name="again" type="password" inputmode="numeric" maxlength={6} required />
        </div>
        <button type="submit" class="btn btn-primary self-start">
          {t.pinSubmit}
        </button>
      </Form>
      <h3 class="mt-5 font-bold">{t.devices}</h3>
      {devices.length === 0 ? <p class="text-muted">{t.noDevices}</p> : <Devices view={view} devices={devices} />}
    </section>
  )
}

function Devices({ view, devices }: Pick<Props, 'view' | 'devices'>) {
  const t = view.t.teaching.account
  const { when, day } = view.moments
  return (
    <ul class="divide-y divide-base-300">
      {devices.map(({ id, madeAt, usedAt, isThis }) => (
        <li class="flex items-center gap-3 py-2">
          <p class="min-w-0 flex-1">
            {t.madeAt(day(madeAt))} {isThis && <span class="tag tag-good">{t.thisDevice}</span>}
            <span class="block text-sm text-muted">{t.usedAt(when(usedAt, view.now))}</span>
          </p>
          <Form action={`/account/devices/${encodeURIComponent(id)}/forget`} class="contents">
            <button type="submit" class="btn" aria-label={`${t.forget}: ${t.madeAt(day(madeAt))}`}>
              {t.forget}
            </button>
          </Form>
        </li>
      ))}
    </ul>
  )
}

function Password({ view }: { readonly view: View }) {
  const t = view.t.teaching.account
  return (
    <section class="card-panel" aria-labelledby="password-heading">
      <h2 id="password-heading" class="mb-3 text-lg font-bold">
        {t.password}
      </h2>
      <Form action="/account/password">
        <Login view={view} />
        <Input label={t.current} name="current" type="password" autocomplete="current-password" required />
        <NewPassword label={t.next} name="next" hint={view.t.welcome.passwordHint} again={t.again} />
        <button type="submit" class="btn btn-primary self-start">
          {t.passwordSubmit}
        </button>
      </Form>
    </section>
  )
}

/** Unseen: tells a password manager which password is asked for. */
function Login({ view }: { readonly view: View }) {
  return <input type="text" name="username" autocomplete="username" value={view.person?.login ?? ''} hidden />
}

function Language({ view }: { readonly view: View }) {
  const { languages } = view.t.office.people
  const options = (['nl', 'en'] as const).map((value) => ({ value, text: languages[value] }))
  return (
    <Form action="/account/language" class="card-panel flex flex-col gap-4">
      <Select label={view.t.teaching.account.language} name="language" options={options} value={view.language} />
      <button type="submit" class="btn self-start">
        {view.t.save}
      </button>
    </Form>
  )
}
