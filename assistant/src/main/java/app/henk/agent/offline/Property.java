package app.henk.agent.offline;

import app.henk.agent.offline.Move.Line;
import app.henk.agent.offline.Move.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Answers a question for one property of a thing with that property, in a sentence. */
enum Property {
    CREASE("crease_1_to_5", 3, 3),
    WEIGHT("weight_g_m2", 270, 310),
    MATERIAL("composition"),
    HANDLE("handle"),
    CARE("care"),
    MILL("mill"),
    NOISE("noise_db"),
    LEAD("lead_days"),
    STOCK("in_stock");

    private final String field;
    /** Below the one it counts as little, above the other as much; what lies between is neither. */
    private final int little;

    private final int much;

    Property(String field) {
        this(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    Property(String field, int little, int much) {
        this.field = field;
        this.little = little;
        this.much = much;
    }

    /** @param asked a meaning of the words of properties; empty where the thing has no such fact */
    static Optional<Line> of(Offer offer, String asked) {
        Property property = valueOf(asked.toUpperCase(java.util.Locale.ROOT));
        return offer.text(property.field).map(value -> {
            Map<String, Object> values = new HashMap<>();
            values.put("name", offer.name());
            values.put("value", value);
            int figure = offer.number(property.field).orElse(0);
            boolean is = value.equals("true") || figure > property.much;
            boolean isNot = value.equals("false") || (figure != 0 && figure < property.little);
            values.put("much", is);
            values.put("little", isNot);
            return Line.of("property." + asked, values).at(Place.PARAGRAPH);
        });
    }
}
