package app.henk.platform.database;

import app.henk.platform.StartNotice;
import app.henk.platform.VectorSupport;
import app.henk.platform.database.DatabaseConfiguration.Server;
import java.util.List;
import org.springframework.stereotype.Component;

/** Where the data are and how vectors are searched. */
@Component
record DatabaseNotice(Server server, VectorSupport vector) implements StartNotice {

    @Override
    public List<Line> lines() {
        return List.of(new Line(40, "Database", server.description()), new Line(41, "Vectors", vector.description()));
    }
}
