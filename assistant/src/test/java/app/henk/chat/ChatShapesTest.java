package app.henk.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChatShapesTest {

    @Test
    void our_own_message_is_published_with_the_fields_that_are_read() {
        assertThat(Arrays.stream(ChatShapes.Own.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactlyInAnyOrderElementsOf(ChatRequestReader.OWN_FIELDS);
    }
}
