package rivals.timefold;

/** A shift worked in an area: the value of a planning variable. */
public record Duty(int index) {
}
