import type { ProblemTexts } from './problems.ts'
import type { TeachingProblem } from './teaching-problems.ts'

const about = (detail: string) => (detail === '' ? '' : ` (${detail})`)

/** The sentences for refusals of what is done with a class, of requests and of day passes, in English. */
export const teachingProblemsEn: Pick<ProblemTexts, TeachingProblem> = {
  'bells-over': () => 'School is out for today. Choose minutes or a time.',
  'standing-not-allowed': () =>
    'Only the director or the IT coordinator opens something for longer. Choose an end today.',
  'exam-running': (d) => `There is an exam now${about(d)}. Wait until it is over.`,
  'no-class': () => 'No class was chosen. Choose at least one.',
  'nothing-listed': () => 'There is nothing on the list yet. Choose an app or type a site.',
  'too-many-sites': (d) => `Those are too many sites${about(d)}. Choose only what is needed now.`,
  'exam-in-the-way': (d) => `There is an exam already${about(d)}. Choose another time or another class.`,
  'bad-start': () => 'That beginning is not possible. Choose now, or a moment within the next sixty days.',
  'bad-extra-time': () => 'That extra time is not possible. Choose 0 to 120 minutes.',
  'confirm-end': (d) => `This is an exam${about(d)}. Are you sure? Then confirm that it ends now.`,
  'not-here': () => "This device is not on the school's network. Connect to the school's Wi-Fi and try again.",
  'already-open': (d) => `This is open already${about(d)}. Load the site again.`,
  excluded: () => 'This device is excluded from the network. Talk to the director.',
  'asked-too-often': () => 'You have asked five times this hour. Try again later or walk to your teacher.',
  'asked-enough': () => 'A great deal was asked just now. Try again later or walk to your teacher.',
  'reason-long': (d) => `That explanation is too long${about(d)}. Make it shorter than 200 characters.`,
  'not-enrolled': () => 'These devices are not enrolled. Enrol them under Devices, or open it for the class.',
  'bad-hours': () => 'That number of hours is not possible. Choose 1 to 12.',
  'bad-pin': () => 'A PIN has four to six digits. Type it again.',
  'easy-pin': () => 'Everybody guesses that PIN. Choose digits that are not the same and not in a row.',
  'wrong-pin': (d) => `That PIN is not right${d === '' ? '' : ` (${d} more)`}. Try again.`,
  'wrong-password': () => 'That is not your current password. Try again.',
  'pin-gone': () => 'This device no longer remembers you. Sign in with your password; then you can choose a PIN again.',
  'pins-differ': () => 'The two PINs are not the same. Type both again.',
  'nothing-noted': () => 'There is nothing yet. Write down what does not work.',
  'too-few-devices': () =>
    'These are fewer than five devices: what they asked would be about one pupil and is not shown. Is there a reason to know? The IT coordinator and the director look at the device itself, with that reason.',
  'noted-enough': () => 'You have passed on a lot this hour. Walk over to the IT coordinator.',
  'pass-ended': () => 'This day pass no longer works. Ask for a new one at school.',
}
