/** Something the person at the keyboard has to put right: one line that says what and where. */
export class LinkRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LinkRefusal';
  }
}
