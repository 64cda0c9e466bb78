// RFC 9476 section 2: names below `alt` are of other systems than the DNS, where they do not exist.

import { itKeepsAtHome, itSendsOn } from './kept-at-home.ts'

itKeepsAtHome('x.alt', 'alt')
itSendsOn('alternative.example', 'x.notalt')
