// RFC 7686 section 2: a name below `onion` is for Tor alone. Whoever sees such a question learns where somebody wants to go, so that it is not sent on:
// the name does not exist.

import { itKeepsAtHome, itSendsOn } from './kept-at-home.ts'

itKeepsAtHome('x.onion', 'onion', `${'a'.repeat(56)}.onion`)
itSendsOn('onion.example', 'x.notonion')
