import { find } from './find.js'

// A form that is sent by a script while the page loads replaces the page in the history: Back does not come by here.
find('return', HTMLFormElement).requestSubmit()
