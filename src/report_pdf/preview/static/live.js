// The state, each time it changes. After a sleep or a restart the browser connects again by itself.
export function follow(show, lost) {
  const events = new EventSource("events");
  events.onmessage = (event) => show(JSON.parse(event.data));
  events.onerror = lost;
}
