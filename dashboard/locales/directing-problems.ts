import type { MailProblem } from '../../src/app/box/mail.ts'
import type { OverviewProblem } from '../../src/app/figures/overview.ts'

/** Keys of refusals that only what a director does meets. */
export type DirectingProblem = MailProblem | OverviewProblem

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)
type Own = Readonly<Record<Exclude<DirectingProblem, 'not-allowed'>, (detail: string) => string>>

/** Their sentences, in Dutch. */
export const directingProblemsNl: Own = {
  'bad-overview-span': () => 'Die dagen kunnen niet. Kies een eerste dag vóór de laatste, samen hooguit 800 dagen.',
  'no-mail': () =>
    'Deze school heeft nog geen mailserver ingesteld. Die staat in het instellingenbestand (mail:); vraag de ICT-coördinator.',
  'bad-mail-address': (d) => `Dat is geen mailadres${about(d)}. Schrijf het als naam@school.nl.`,
  'mail-failed': (d) =>
    `De mail is niet aangenomen${about(d)}. Vraag de ICT-coördinator om de mailserver na te kijken.`,
}

/** Their sentences, in English. */
export const directingProblemsEn: Own = {
  'bad-overview-span': () =>
    'Those days are not possible. Choose a first day before the last, at most 800 days together.',
  'no-mail': () => 'This school has no mail server yet. It is in the settings file (mail:); ask the IT coordinator.',
  'bad-mail-address': (d) => `That is no mail address${about(d)}. Write it as name@school.org.`,
  'mail-failed': (d) => `The mail was not taken${about(d)}. Ask the IT coordinator to look at the mail server.`,
}
