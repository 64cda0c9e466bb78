import type { Overview } from '../figures/overview.ts'

/** The mail around the overview: its three sentences, and where it is turned off. */
export function overviewText({ words, wish }: Overview, language: 'nl' | 'en', school: string): string {
  const t =
    language === 'nl'
      ? {
          head: `${school}: week van ${wish.from} tot en met ${wish.to}`,
          tail: 'Alle cijfers staan in de bijlage. Wil je deze mail niet meer? Zet hem uit bij Mijn account in Rooster.',
        }
      : {
          head: `${school}: week from ${wish.from} to ${wish.to}`,
          tail: 'All figures are in the file that came with this. No longer want this mail? Turn it off under My account in Rooster.',
        }
  return [t.head, ...words[language], t.tail].join('\n\n')
}

/** Word that there is a report: to whom, from whom and about what is in no mail. */
export function reportLetter(
  language: 'nl' | 'en',
  school: string,
): { readonly subject: string; readonly text: string } {
  const [title, ...text] =
    language === 'nl'
      ? [
          'Er is een melding',
          `Bij ${school} staat een melding voor je klaar. Log in bij Rooster en open Meldingen om hem te lezen. Wat erin staat, komt nooit in een mail.`,
          'Wil je deze mail niet meer? Zet hem uit bij Mijn account in Rooster.',
        ]
      : [
          'There is a report',
          `At ${school} a report waits for you. Sign in to Rooster and open Reports to read it. What is in it never comes by mail.`,
          'No longer want this mail? Turn it off under My account in Rooster.',
        ]
  return { subject: `${title}: ${school}`.replace(/\s+/g, ' '), text: text.join('\n\n') }
}
