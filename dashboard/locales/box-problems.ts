import type { BoxProblem, BoxWarning } from './box-problem.ts'
import type { ProblemTexts, WarningTexts } from './problems.ts'

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)

/** In Dutch. */
export const boxProblemsNl: Pick<ProblemTexts, BoxProblem> = {
  'passphrase-short': () =>
    'Die wachtzin is te kort. Kies er een van minstens 12 tekens, bijvoorbeeld vier losse woorden.',
  'no-backups': () => 'Hier kunnen geen back-ups worden gemaakt. Gebruik rooster backup op de server.',
  'backup-failed': (d) => `De back-up is niet gelukt${about(d)}. Kijk of de schijf vol is en probeer het opnieuw.`,
  'not-a-backup': () => 'Dit is geen back-up van Rooster. Kies een bestand dat eindigt op .rooster-backup.',
  'newer-backup': (d) =>
    `Deze back-up is van een nieuwere versie${about(d)}. Zet eerst die versie op de server en probeer het opnieuw.`,
  'wrong-passphrase': () => 'Deze wachtzin hoort niet bij deze back-up. Typ de wachtzin waarmee hij is gemaakt.',
  'damaged-backup': () => 'Deze back-up is beschadigd of niet heel. Neem een andere kopie; er is niets veranderd.',
  'already-set-up': () =>
    'Deze Rooster is al ingericht. Zet een back-up dan terug op de server: rooster restore BESTAND.',
  'bad-table': (d) => `Dit bestand is niet te lezen: kijk naar de aanhalingstekens op regel ${d}. Bewaar het als CSV.`,
  'column-missing': (d) => `In de eerste regel ontbreekt de kolom "${d}". Zet daar de namen van de kolommen.`,
  'too-many-lines': (d) => `Dit bestand is te lang. Deel het op in stukken van hooguit ${d} regels.`,
  'nothing-usable': () =>
    'In dit bestand staat niets. Kies een CSV-bestand met namen van kolommen en minstens één regel.',
  'unknown-role': (d) =>
    `Deze rol is er niet${about(d)}. Schrijf bijvoorbeeld leerkracht, docent, mentor of directeur.`,
  'invited-already': (d) => `Voor deze naam ligt al een uitnodiging klaar${about(d)}. Trek die eerst in.`,
  'name-twice': (d) => `Deze naam staat er twee keer in${about(d)}. Haal er een weg, of maak ze verschillend.`,
  'unknown-preset': (d) => `Dit voorbeeldprotocol is er niet${about(d)}. Kies er een uit de lijst.`,
  'bad-upstream': (d) =>
    `Dit is geen server om aan te vragen${about(d)}. Schrijf 9.9.9.9, tls://9.9.9.9#dns.quad9.net of https://dns.quad9.net/dns-query#9.9.9.9.`,
  'no-upstream': () => 'Er staat geen enkele server. Schrijf er minstens één, elk op een eigen regel.',
  'too-many-upstreams': (d) => `Dat zijn te veel servers. Kies er hooguit ${d}; twee of drie is genoeg.`,
  'too-many-people': (d) => `Dat zijn te veel mensen ineens. Nodig er hooguit ${d} tegelijk uit.`,
  twice: (d) => `Dit apparaat staat er twee keer in${about(d)}. Haal een van de regels weg.`,
  'no-file': () => 'Er is geen bestand gekozen. Kies er een, of plak de regels in het vak.',
  'invitation-ended': () => 'Deze link werkt niet meer. Vraag de ICT-coördinator om een nieuwe.',
  'bad-days': () => 'Dat aantal dagen kan niet. Kies 1 tot 14.',
}

/** In English. */
export const boxProblemsEn: Pick<ProblemTexts, BoxProblem> = {
  'passphrase-short': () =>
    'That passphrase is too short. Choose one of at least 12 characters, four loose words for one.',
  'no-backups': () => 'No backups can be made here. Use rooster backup on the server.',
  'backup-failed': (d) => `The backup could not be made${about(d)}. See whether the disk is full, and try again.`,
  'not-a-backup': () => 'This is no backup of Rooster. Choose a file that ends in .rooster-backup.',
  'newer-backup': (d) =>
    `This backup was made by a newer version${about(d)}. Put that version on the server first, and try again.`,
  'wrong-passphrase': () => 'This is not the passphrase of this backup. Type the one that it was made with.',
  'damaged-backup': () => 'This backup is damaged or cut short. Take another copy; nothing was changed.',
  'already-set-up': () =>
    'This Rooster is set up already. Put a backup back on the server instead: rooster restore FILE.',
  'bad-table': (d) => `This file cannot be read: look at the quotes on line ${d}. Save it as CSV.`,
  'column-missing': (d) => `The column "${d}" is missing in the first line. Put the names of the columns there.`,
  'too-many-lines': (d) => `This file is too long. Split it into pieces of at most ${d} lines.`,
  'nothing-usable': () =>
    'There is nothing in this file. Choose a CSV file with names of columns and at least one line.',
  'unknown-role': (d) => `There is no such role${about(d)}. Write teacher, mentor or director, for example.`,
  'invited-already': (d) => `An invitation waits for this name already${about(d)}. Withdraw that one first.`,
  'name-twice': (d) => `This name is in it twice${about(d)}. Take one out, or make them different.`,
  'unknown-preset': (d) => `There is no such model protocol${about(d)}. Choose one from the list.`,
  'bad-upstream': (d) =>
    `This is no server to ask${about(d)}. Write 9.9.9.9, tls://9.9.9.9#dns.quad9.net or https://dns.quad9.net/dns-query#9.9.9.9.`,
  'no-upstream': () => 'There is not one server. Write at least one, each on a line of its own.',
  'too-many-upstreams': (d) => `Those are too many servers. Choose ${d} at most; two or three are enough.`,
  'too-many-people': (d) => `Those are too many people at once. Invite at most ${d} at a time.`,
  twice: (d) => `This device is in it twice${about(d)}. Take one of the lines out.`,
  'no-file': () => 'No file was chosen. Choose one, or paste the lines into the box.',
  'invitation-ended': () => 'This link no longer works. Ask the IT coordinator for a new one.',
  'bad-days': () => 'That number of days is not possible. Choose 1 to 14.',
}

/** In Dutch. */
export const boxWarningsNl: Pick<WarningTexts, BoxWarning> = {
  'backup-failed': (d) => `De back-up van vannacht is niet gemaakt: ${d}. Los dat op, of maak er nu zelf een.`,
  'backup-not-copied': (d) => `De back-up kon niet worden gekopieerd naar de tweede map: ${d}. Kijk of die map er is.`,
  'backup-old': (d) => `De laatste back-up is ${d} dagen oud. Maak er nu een en bewaar hem ergens anders.`,
  'backup-none': () => 'Er is nog nooit een back-up gemaakt. Maak er nu een en bewaar hem ergens anders.',
  'upstream-failing': (d) =>
    `Deze upstream antwoordt niet: ${d}. Andere vangen dat op waar die er zijn. Kijk of het adres klopt, of kies een andere.`,
  'forged-answers': (d) =>
    `Iemand lijkt antwoorden van de upstreams na te maken: ${d} binnen een minuut. Ze zijn niet gebruikt. Kies upstreams over TLS (tls://) en kijk welk apparaat tussen de server en internet dit doet.`,
  'reports-full': (d) =>
    `Er wachten ${d} meldingen die niemand heeft afgehandeld; bij 5000 kan er niets meer bij. Vraag wie ze krijgt om ze af te handelen.`,
}

/** In English. */
export const boxWarningsEn: Pick<WarningTexts, BoxWarning> = {
  'backup-failed': (d) => `Last night's backup was not made: ${d}. Mend that, or make one by hand now.`,
  'backup-not-copied': (d) =>
    `The backup could not be copied to the second folder: ${d}. See whether that folder is there.`,
  'backup-old': (d) => `The last backup is ${d} days old. Make one now and keep it somewhere else.`,
  'backup-none': () => 'Nobody has ever made a backup. Make one now and keep it somewhere else.',
  'upstream-failing': (d) =>
    `This upstream does not answer: ${d}. Others stand in where there are any. See whether the address is right, or choose another.`,
  'forged-answers': (d) =>
    `Somebody seems to forge answers of the upstreams: ${d} within a minute. None was used. Choose upstreams over TLS (tls://), and see which device between the server and the internet does this.`,
  'reports-full': (d) =>
    `${d} reports wait that nobody has handled; from 5000 on no more are taken in. Ask those who get them to handle them.`,
}
