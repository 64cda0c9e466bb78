import type { PlacingProblem } from '../../src/app/app.ts'
import type { NameProblem } from '../../src/app/policy/naming.ts'

/** What is met when groups, hours and classes are added, renamed and removed, and devices put in classes. */
export type MakingProblem = PlacingProblem | NameProblem | 'group-of-unknown' | 'group-busy' | 'officer-half'

type Known = 'not-allowed' | 'unknown-device' | 'unknown-class' | 'name-missing' | 'id-bad' | 'id-taken'
type Own = Readonly<Record<Exclude<MakingProblem, Known>, (detail: string) => string>>

/** Their sentences, in Dutch. */
export const makingProblemsNl: Own = {
  'name-too-long': (d) => `Die naam is te lang. Maak er hooguit ${d} tekens van.`,
  'group-of-unknown': () => 'Onbekende apparaten horen bij deze groep. Kies daar eerst een andere groep voor.',
  'group-busy': () => 'Voor deze groep staat nu iets open, of ze draait proef. Stop dat eerst bij Vandaag.',
  'officer-half': () =>
    'Van de functionaris is maar de helft ingevuld. Vul een naam én een adres in, of laat beide leeg.',
  'no-device-chosen': () => 'Er is nog geen apparaat aangevinkt. Vink er een of meer aan in de lijst.',
  'placing-over': () => 'Dit is niet meer terug te draaien. Vink de apparaten aan en zet ze zelf terug.',
}

/** Their sentences, in English. */
export const makingProblemsEn: Own = {
  'name-too-long': (d) => `That name is too long. Make it ${d} characters at most.`,
  'group-of-unknown': () => 'Unknown devices are in this group. Choose another group for them first.',
  'group-busy': () => 'Something is open for this group now, or it is on trial. Stop that first at Today.',
  'officer-half': () => 'Only half is filled in of the officer. Fill in a name and an address, or leave both empty.',
  'no-device-chosen': () => 'No device was ticked yet. Tick one or more in the list.',
  'placing-over': () => 'This can no longer be undone. Tick the devices and put them back yourself.',
}
