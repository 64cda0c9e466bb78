import type { TokenProblem } from '../../src/app/app.ts'

/** What programs meet, and who makes their tokens. */
export type ApiProblem =
  | Exclude<TokenProblem, 'not-allowed' | 'name-missing' | 'unknown-class' | 'no-class' | 'already-over'>
  | 'token-missing'
  | 'token-invalid'
  | 'token-role'
  | 'bad-cursor'
  | 'bad-input'
  | 'bad-if-match'
  | 'not-json'
  | 'not-json-type'
  | 'body-too-big'
  | 'too-many-calls'
  | 'no-such-route'
  | 'broken'

type ApiTexts = Readonly<Record<ApiProblem, (detail: string) => string>>

/** In Dutch. */
export const apiProblemsNl: ApiTexts = {
  'bad-token-role': () => 'Een sleutel met die rol kun jij niet maken. Kies een rol uit de lijst.',
  'bad-token-end': () => 'Een sleutel geldt 1 tot 366 dagen. Kies een aantal dagen daartussen.',
  'too-many-tokens': (d) => `Er zijn al ${d} sleutels in gebruik. Trek er eerst een in die niet meer nodig is.`,
  'token-missing': () => 'Hier is een sleutel (token) nodig. Stuur hem mee als "Authorization: Bearer rooster_...".',
  'token-invalid': () => 'Deze sleutel werkt niet (meer). Maak een nieuwe op de pagina Sleutels.',
  'token-role': () => 'Dit mag een sleutel met deze rol niet. Neem een sleutel met een andere rol.',
  'bad-cursor': () => 'Deze cursor is niet van hier. Begin weer zonder cursor.',
  'bad-input': () => 'Wat er gestuurd is klopt niet. Onder errors staat waar, en wat.',
  'bad-if-match': () =>
    'In If-Match staat geen revisie. Zet er het getal uit de ETag van een eerder antwoord in, zoals "12".',
  'not-json': () => 'Wat er gestuurd is, is geen JSON. Kijk de inhoud na.',
  'not-json-type': () => 'Stuur JSON, met "Content-Type: application/json".',
  'body-too-big': () => 'Wat er gestuurd is, is te groot. Stuur het in kleinere delen.',
  'too-many-calls': () => 'Dat waren te veel aanroepen. Wacht zo lang als in Retry-After staat.',
  'no-such-route': () => 'Dit is er niet. Wat er wel is, staat in /api/v1/openapi.json.',
  broken: () => 'Er ging iets mis bij Rooster. Probeer het later nog eens, en meld het als het blijft.',
}

/** In English. */
export const apiProblemsEn: ApiTexts = {
  'bad-token-role': () => 'You cannot make a token with that role. Choose a role from the list.',
  'bad-token-end': () => 'A token works for 1 to 366 days. Choose a number of days between these.',
  'too-many-tokens': (d) => `There are ${d} tokens in use already. Revoke one first that is no longer needed.`,
  'token-missing': () => 'A token is needed here. Send it as "Authorization: Bearer rooster_...".',
  'token-invalid': () => 'This token does not work (any more). Make a new one on the page Tokens.',
  'token-role': () => 'A token with this role may not do this. Take a token with another role.',
  'bad-cursor': () => 'This cursor does not come from here. Begin again without one.',
  'bad-input': () => 'What was sent is not right. Under errors it says where, and what.',
  'bad-if-match': () =>
    'There is no revision in If-Match. Put the number of the ETag of an earlier answer there, as in "12".',
  'not-json': () => 'What was sent is not JSON. Look its content over.',
  'not-json-type': () => 'Send JSON, with "Content-Type: application/json".',
  'body-too-big': () => 'What was sent is too big. Send it in smaller parts.',
  'too-many-calls': () => 'Those were too many calls. Wait as long as Retry-After says.',
  'no-such-route': () => 'There is nothing here. What there is, stands in /api/v1/openapi.json.',
  broken: () => 'Something went wrong in Rooster. Try again later, and report it if it stays.',
}
