import { apiProblemsEn } from './api-problems.ts'
import { boxProblemsEn, boxWarningsEn } from './box-problems.ts'
import { directingProblemsEn } from './directing-problems.ts'
import { keepingProblemsEn } from './en-keeping-problems.ts'
import { teachingProblemsEn } from './en-teaching-problems.ts'
import { listProblemsEn } from './lists.ts'
import { makingProblemsEn } from './making-problems.ts'
import type { ProblemTexts, WarningTexts } from './problems.ts'

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)

/** The sentences for refusals, in English. */
export const problemsEn: ProblemTexts = {
  ...teachingProblemsEn,
  ...directingProblemsEn,
  ...boxProblemsEn,
  ...keepingProblemsEn,
  ...listProblemsEn,
  ...makingProblemsEn,
  ...apiProblemsEn,
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
  'bad-end': () => 'That time is not possible. Choose 1 to 480 minutes, or a time until 06:00 at the latest.',
  'reason-missing': () => 'Write why in a few words, five letters or more. The reason is recorded.',
  'unknown-attempt': () => 'Whose device this was is not known (any more). Lines expire after a while.',
  'already-over': () => 'This had already ended. There is nothing left to close.',
  'restore-late': () =>
    'This can no longer be taken back: it was stopped more than half a minute ago, would be over by now, or runs again already. Begin it anew if you need it.',
  'id-taken': (d) => `That name is already in use${about(d)}. Choose another.`,
  'id-bad': () => 'That name is not possible. Use letters or digits.',
  'unknown-id': (d) => `This no longer exists${about(d)}. Load the page again.`,
  'unknown-platform': (d) => `There is no app ${d} here any more. Choose another from the list.`,
  'bad-host': (d) => `"${d}" is not the name of a site. Write it as app.example.com.`,
  'nothing-to-correct': () => 'Nothing was changed. Add a name, take one off, or change the sets.',
  named: (d) => `This app is still named by "${d}". Take it out there first.`,
  'no-board': () => 'This school has no folder of a board. It is named in the settings file (board:).',
  'board-gone': () => "The board's folder could not be written to. It is tried again every hour.",
  'in-use': (d) => `This is still in use${about(d)}. Take it away there first.`,
  'bad-network': (d) => `That is not a network${about(d)}. Write it as 10.20.0.0/16, one a line.`,
  'bad-time': (d) => `That time is not right${about(d)}. Write times as 08:30, the begin before the end.`,
  overlap: (d) => `Two periods overlap${about(d)}. Let one end before the other begins.`,
  'bad-date': (d) => `That date is not right${about(d)}. The first day may not come after the last.`,
  'unknown-holiday': (d) => `This holiday is not there (any more)${about(d)}. Load the page again.`,
  'nothing-read': () =>
    'There is nothing in this file to take over. Choose a calendar file (.ics) with holidays, or with the lessons of this class.',
  'changed-meanwhile': (d) =>
    `Someone else has changed this meanwhile${about(d)}. Nothing was saved: look at the new state and try again.`,
  'changed-since': (d) => `This was changed once more after that${about(d)}. Undo that change first.`,
  'bad-target': (d) =>
    `A rule cannot be about that${about(d)}. Choose an app, a set of apps, a kind of sites or a site.`,
  'bad-clause': (d) =>
    `This clause cannot be${about(d)}. Give it a number of letters and digits, and a text of at most 2000 characters.`,
  'unknown-revision': (d) => `There is no such revision${about(d)}. Load the page again.`,
  'not-valid': (d) => `The settings would not be right${about(d)}. Nothing was saved.`,
  basis: (d) => `Every school has this rule, and it cannot be weaker${about(d)}. Nothing was saved.`,
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
  'bad-emergency-end': () => 'An emergency lasts 5 minutes to 24 hours. Choose a time in between.',
  'emergency-running': () =>
    'A new emergency was begun for these people meanwhile. Let that one go on, and extend it if you need to.',
  'not-first-responder': (d) =>
    `This account does not have the role of first responder${about(d)}. Give it that role first.`,
  'unknown-clause': (d) => `There is no such clause${about(d)}. Choose one from the list.`,
  'school-device': () => 'This is a school device, not a personal one. Tick that you mean this device.',
  'medical-mark': () =>
    'This device has a medical mark: a sensor or pump loses its connection too. Only the director can do this, and confirms it separately.',
  'bad-exclusion-end': () =>
    'That end is not possible. An exclusion begins now or within 30 days and ends with the school year at the latest; a teacher excludes until the end of the day.',
  'already-excluded': (d) => `This device is excluded then already${about(d)}. End that exclusion first.`,
  'unknown-offence': (d) => `This offence is not in the register${about(d)}. Choose one from the list.`,
  'unknown-measure': () => 'This measure is not there (any more). An exclusion is lifted among the exclusions.',
  'unknown-incident': () => 'This incident is not there (any more). Go back to the list.',
  'bad-span': () =>
    'That span is not possible. Choose a beginning in the past and an end after it: at most 30 days ahead, and 60 days in all.',
  'note-missing': () => 'There is no note, or too long a one. Write one of at most 4000 characters.',
  'report-empty': () => 'There is nothing here yet. Write down what is the matter.',
  'report-too-long': () => 'This is too long. Write it in at most 4000 characters.',
  'unknown-receiver': () => 'Nobody is chosen yet. Choose from the list who reads this.',
  'nobody-there': () => 'Nobody has that role there. Choose someone else, or another class.',
  'too-many-reports': () => 'A lot has been reported just now. Try again in an hour, or go and see someone you trust.',
  'unknown-report': () => 'This report is not there (any more), or is for someone else. Go back to the list.',
  'not-staff-device': () => 'This is no device of staff. Choose one from the list.',
  'bad-opening-end': () => 'An opening lasts 5 minutes to 8 hours. Choose a time in between.',
  'not-listed': (d) => `This site is on no such list${about(d)}. See Why closed? for what closes it.`,
  'already-corrected': (d) => `This is corrected already${about(d)}. See the list.`,
  'locked-reason-missing': () =>
    'This kind of site is always closed. Write in at least 5 letters why the list is wrong here.',
  'already-on-trial': (d) => `This device group is on trial already${about(d)}. Extend that, or stop it first.`,
  'bad-trial-end': () => 'A trial lasts 1 to 14 days. Choose a number in between.',
  'bad-event-end': () =>
    'That time is not possible. An event begins now or within a year, and lasts three days at most.',
  'words-missing': () => 'Words are missing. Write down the offence and the measure.',
  'register-full': () => 'The register is full: it holds 100 measures. Remove one first.',
  other: (d) => `It did not work${about(d)}. Please try again.`,
}

/** The sentences for what needs attention, in English. */
export const warningsEn: WarningTexts = {
  ...boxWarningsEn,
  'resolver-silent': () => 'The filter gives no sign of life. See whether the service runs on the server.',
  restarted: (d) =>
    `Part of the program ended or hung, and was started again by itself: ${d}. If that happens more often, look in the log of the service.`,
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
  'timetable-empty': (d) =>
    `The hours "${d}" are still empty: the whole school day counts as lesson. Fill in the week.`,
  'holidays-unconfirmed': (d) =>
    `These holidays do not hold yet, because their dates are not certain: ${d}. Confirm or correct them under Special days.`,
  'unknown-devices': (d) => `Unknown devices on the network: ${d}. Enrol them under Devices.`,
  'catalogue-problems': (d) =>
    `A file of the catalogue that was dropped in cannot be used; what was there before goes on: ${d}.`,
  'catalogue-older': (d) =>
    `The catalogue that was dropped in (${d}) is not newer than the one in use. Take it away, or drop in a newer one.`,
  'board-gone': () => "The board's folder is not there. What it shared before goes on; see whether the share is up.",
  'board-problems': (d) => `A file that the board shares cannot be used; what was there before goes on: ${d}.`,
  'mail-failed': (d) => `The overview could not be mailed: ${d}. Look at mail: in the settings file.`,
  'clock-wrong': () => "The server's clock is wrong. Set it right; until then nothing is purged.",
  other: (d) => `Something needs attention: ${d}.`,
}
