package app.henk.transfer;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What the cells of one file mean here.
 *
 * @param width how many columns a whole row has
 * @param stages keys of stages by the names that the file has for them
 * @param firstStage of a deal whose row names none
 */
record FileMeaning(
        int width, Map<Field, Column> columns, Map<String, String> stages, String firstStage, Corrections corrections) {

    static FileMeaning of(Mapping mapping, String firstStage, Corrections corrections) {
        Map<Field, Column> columns = new EnumMap<>(Field.class);
        mapping.columns().forEach(column -> column.field().ifPresent(field -> columns.put(field, column)));
        Map<String, String> stages = new HashMap<>();
        mapping.stages().forEach(name -> name.stage().ifPresent(stage -> stages.put(name.name(), stage)));
        return new FileMeaning(mapping.columns().size(), columns, stages, firstStage, corrections);
    }
}
