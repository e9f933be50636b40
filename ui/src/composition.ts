// Whether a syllable is being composed now, and where. Telex and its kin build a syllable out of half ones; a half one is
// kept, sent and searched by nobody. Parts of the page are set up late (keys of the vault, fragments), so what they would
// see begin has often begun: this part listens from the first moment the script runs, and asks every event that knows.

let place: EventTarget | null = null;

/** Listens before anything else does; to be called first. */
export function setUpComposition(): void {
  for (const kind of ["compositionstart", "compositionupdate"]) {
    document.addEventListener(kind, (event) => (place = event.target), true);
  }
  document.addEventListener("compositionend", () => (place = null), true);
  // One that began before us is told by these, and one whose field was taken away ends without a word of its own.
  document.addEventListener("input", (event) => take(event, event instanceof InputEvent && event.isComposing), true);
  document.addEventListener("keydown", (event) => take(event, event.isComposing), true);
}

function take(event: Event, composing: boolean): void {
  if (composing) place = event.target;
  else if (event.target === place || !(place instanceof Node && place.isConnected)) place = null;
}

/** The field in which a syllable is being composed, where it lies within `area`. */
export function composedIn(area: Node): EventTarget | null {
  return place instanceof Node && area.contains(place) ? place : null;
}
