import type { ProblemTexts, WarningTexts } from './problems.ts'

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)

/** The sentences for refusals, in English. */
export const problemsEn: ProblemTexts = {
  'link-invalid': () => 'This link no longer works. Start Rooster again on the server: its output shows a new link.',
  'login-taken': (d) => `That login is already in use${about(d)}. Choose another.`,
  'login-bad': () => 'A login has 2 to 64 characters: letters, digits, dot, dash or @. Please change it.',
  'name-missing': () => 'There is no name yet. Fill in a name.',
  'password-short': () =>
    'That password is too short. Take one of at least 10 characters; a short sentence is easy to remember.',
  'no-role': () => 'No role is chosen yet. Choose at least one.',
  'unknown-class': (d) => `There is no such class${about(d)} any more. Choose one from the list.`,
  'last-coordinator': () => 'This is the last IT coordinator. Give someone else that role first.',
  'not-allowed': () => 'Your role does not allow this. Ask the IT coordinator.',
  'unknown-person': () => 'This account no longer exists. Go back to the list.',
  'not-your-class': () => 'This is not your class. Choose one of your own or ask the IT coordinator.',
  'bad-site': (d) => `That is not a site${about(d)}. Type a name such as wikipedia.org.`,
  locked: (d) => `This is always closed${about(d)}: the school's agreements say so. Nobody can open it.`,
  'unknown-target': (d) =>
    `Rooster does not know this app${about(d)}. Choose one from the list or type the site's name.`,
  'bad-end': () => 'That time is not possible. Choose 1 to 480 minutes.',
  'reason-missing': () => 'Write why in a few words, five letters or more. The reason is recorded.',
  'unknown-attempt': () => 'Whose device this was is not known (any more). Lines expire after a while.',
  'already-over': () => 'This had already ended. There is nothing left to close.',
  'id-taken': (d) => `That name is already in use${about(d)}. Choose another.`,
  'id-bad': () => 'That name is not possible. Use letters or digits.',
  'unknown-id': (d) => `This no longer exists${about(d)}. Load the page again.`,
  'in-use': (d) => `This is still in use${about(d)}. Take it away there first.`,
  'bad-network': (d) => `That is not a network${about(d)}. Write it as 10.20.0.0/16, one a line.`,
  'network-taken': (d) => `This network already belongs to another device group${about(d)}. Take it away there first.`,
  'bad-time': (d) => `That time is not right${about(d)}. Write times as 08:30, the begin before the end.`,
  overlap: (d) => `Two periods overlap${about(d)}. Let one end before the other begins.`,
  'bad-date': (d) => `That date is not right${about(d)}. The first day may not come after the last.`,
  'changed-meanwhile': () => 'Someone else has just changed this. Look at the new state and try again.',
  'not-last': () => 'Only the newest change can be taken back. Undo the later ones first.',
  'unknown-device': () => 'This device no longer exists. Go back to the list.',
  'bad-mac': (d) => `That is not a MAC address${about(d)}. It looks like a4:83:e7:12:34:56.`,
  'bad-address': (d) => `That is not an IP address${about(d)}. It looks like 10.20.3.4.`,
  taken: (d) => `There is already a device with this address${about(d)}. Look it up in the list.`,
  'unknown-group': (d) => `There is no such device group${about(d)}. Choose one from the list.`,
  'nothing-to-know-it-by': () => 'Fill in a MAC address or an IP address: Rooster knows the device by it.',
  wrong: () => 'That login and password do not belong together. Try again.',
  'too-many': () => 'Too many wrong passwords. Wait a quarter of an hour or ask the IT coordinator for a new one.',
  'passwords-differ': () => 'The two passwords are not the same. Type them again.',
  'nothing-chosen': () => 'Nothing was chosen. Choose an app or type a site.',
  'bad-name': (d) => `That is not the name of a site${about(d)}. Type a name such as www.youtube.com.`,
  'bad-moment': () => 'That moment is not right. Choose a date and a time.',
  other: (d) => `It did not work${about(d)}. Please try again.`,
}

/** The sentences for what needs attention, in English. */
export const warningsEn: WarningTexts = {
  'resolver-silent': () => 'The filter gives no sign of life. See whether the service runs on the server.',
  'resolver-late': () => 'The filter did not confirm a change within a second. See whether the server is too busy.',
  'upstreams-down': () => 'No upstream answers. Known names still work; check the internet connection.',
  'attempts-lost': (d) =>
    `Of what was blocked, ${d} rows were not kept: there were too many. See whether the disk is full or slow.`,
  'attempts-not-written': () => 'What is blocked cannot be kept and waits in memory. See whether the disk is full.',
  'list-kept': (d) => `The previous version of a list was kept: ${d}. See under Lists what is wrong.`,
  'list-problems': (d) => `A list has lines that cannot be read: ${d}. See under Lists.`,
  'no-networks': () =>
    'No networks are filled in yet. Add them under Device groups; until then every unknown device gets the strictest group.',
  'no-timetable': (d) =>
    `No hours are filled in for ${d}: the whole school day counts as lesson. Choose them under Device groups.`,
  'unknown-devices': (d) => `Unknown devices on the network: ${d}. Enrol them under Devices.`,
  'clock-wrong': () => "The server's clock is wrong. Set it right; until then nothing is purged.",
  other: (d) => `Something needs attention: ${d}.`,
}
